export default function stopEngines() {
  process.kill(Number(process.env['DYNAMODB_PID']))
}
