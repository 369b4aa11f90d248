import { App } from 'aws-cdk-lib'
import { bundleFunctions } from './bundle.ts'
import { environmentNamed } from './config.ts'
import { addNag } from './nag.ts'
import { addService } from './stacks/service.ts'

// First the bundles: the stacks take them from `dist/`, so that a fresh clone needs no other command than `cdk synth`.
await bundleFunctions()

const app = new App()
const name: unknown = app.node.tryGetContext('environment') ?? 'dev'
const environment = environmentNamed(String(name))
addService(app, environment)
addNag(app, environment)
app.synth()
