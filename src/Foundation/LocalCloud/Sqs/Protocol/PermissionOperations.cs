using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The statements of a queue's policy that are made from a label, accounts and actions. They are kept, not enforced.</summary>
internal sealed class PermissionOperations(QueueCatalog queues, SqsSnsSettings settings)
{
    public IEnumerable<SqsOperation> All =>
    [
        new("AddPermission", AddAsync, "QueueUrl", "Label", "AWSAccountIds", "Actions"),
        new("RemovePermission", RemoveAsync, "QueueUrl", "Label"),
    ];

    private async Task<SqsReply> AddAsync(SqsCall call)
    {
        var label = call.Input.Required("Label");
        var accounts = Some(call, "AWSAccountIds");
        var actions = Some(call, "Actions").Select(action => "SQS:" + action).ToArray();
        var arn = settings.QueueArn(call.Queue);
        var id = $"{arn}/SQSDefaultPolicy";
        await queues.ChangePolicyAsync(call.Queue, policy => AccessPolicy.Add(policy, id, label, accounts, actions, arn)
            ?? throw SqsErrors.InvalidParameter($"Value {label} for parameter Label is invalid. Reason: Already exists."));
        return SqsReply.Empty;
    }

    private async Task<SqsReply> RemoveAsync(SqsCall call)
    {
        var label = call.Input.Required("Label");
        await queues.ChangePolicyAsync(call.Queue, policy => AccessPolicy.Remove(policy, label)
            ?? throw SqsErrors.InvalidParameter(
                $"Value {label} for parameter Label is invalid. Reason: can't find label on existing policy."));
        return SqsReply.Empty;
    }

    private static IReadOnlyList<string> Some(SqsCall call, string name) =>
        call.Input.Texts(name) is { Count: > 0 } texts ? texts : throw SqsErrors.MissingParameter(name);
}
