// The AWS SDK for JavaScript, unchanged, with AWS_ENDPOINT_URL and its like from the environment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from "@aws-sdk/client-lambda";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const lambda = new LambdaClient({});

test("sts says who calls", async () => {
  const identity = await new STSClient({}).send(new GetCallerIdentityCommand({}));
  assert.equal(identity.Arn, "arn:aws:iam::000000000000:root");
  assert.equal(identity.Account, "000000000000");
});

test("lambda invokes a function, with the end of its log", async () => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: "list-overdue", LogType: "Tail" }));
  assert.equal(answer.StatusCode, 200);
  assert.equal(answer.ExecutedVersion, "$LATEST");
  assert.equal(answer.FunctionError, undefined);
  assert.equal(JSON.parse(answer.Payload.transformToString()).statusCode, 200);
  assert.notEqual(answer.LogResult, undefined);
});

test("lambda tells a function's error", async () => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: "generate-invoice", Payload: "[]" }));
  assert.equal(answer.FunctionError, "Unhandled");
  assert.match(JSON.parse(answer.Payload.transformToString()).errorType, /./);
});

test("lambda queues an event, and looks without running", async () => {
  const event = await lambda.send(new InvokeCommand({ FunctionName: "mark-overdue", InvocationType: "Event", Payload: "{}" }));
  assert.equal(event.StatusCode, 202);
  const look = await lambda.send(new InvokeCommand({ FunctionName: "mark-overdue", InvocationType: "DryRun" }));
  assert.equal(look.StatusCode, 204);
});

test("lambda tells of a function that is not there", async () => {
  await assert.rejects(lambda.send(new InvokeCommand({ FunctionName: "list-overdu" })), (error) => {
    assert.ok(error instanceof ResourceNotFoundException);
    assert.match(error.message, /Did you mean list-overdue\?/);
    assert.equal(error.Type, "User");
    assert.equal(error.$metadata.attempts, 1);
    return true;
  });
});

test("a service that is not here is told at the first attempt", async () => {
  await assert.rejects(new SQSClient({}).send(new ListQueuesCommand({})), (error) => {
    assert.match(error.message, /sqs ListQueues is not here: the services are lambda, s3, sts/);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.equal(error.$metadata.attempts, 1);
    return true;
  });
});

test("a wrong secret is told as such", async () => {
  const credentials = { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: "wrong" };
  await assert.rejects(new STSClient({ credentials }).send(new GetCallerIdentityCommand({})), {
    name: "SignatureDoesNotMatch",
  });
  await assert.rejects(new LambdaClient({ credentials }).send(new InvokeCommand({ FunctionName: "x" })), {
    name: "InvalidSignatureException",
  });
});
