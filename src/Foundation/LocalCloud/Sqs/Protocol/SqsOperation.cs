namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>Carries out one operation of the API.</summary>
internal delegate Task<SqsReply> SqsOperation(SqsCall call);
