using RetailBus.LocalCloud.Sqs.Engine;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>Moving messages back from dead-letter queues.</summary>
internal sealed class MoveTaskOperations(MoveTasks tasks)
{
    public IEnumerable<SqsOperation> All =>
    [
        new("StartMessageMoveTask", StartAsync, "SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond"),
        new("ListMessageMoveTasks", ListAsync, "SourceArn", "MaxResults"),
        new("CancelMessageMoveTask", CancelAsync, "TaskHandle"),
    ];

    private async Task<SqsReply> StartAsync(SqsCall call)
    {
        var handle = await tasks.StartAsync(
            call.Input.Required("SourceArn"),
            call.Input.Optional("DestinationArn"),
            call.Input.Number("MaxNumberOfMessagesPerSecond", 1, SqsLimits.MoveMessagesPerSecond));
        return new(w => w.Text("TaskHandle", handle));
    }

    private Task<SqsReply> ListAsync(SqsCall call)
    {
        var found = tasks.List(call.Input.Required("SourceArn"), call.Input.Number("MaxResults", 1, SqsLimits.MoveTasksListed) ?? 1);
        return Task.FromResult(new SqsReply(w => w.List("Results", "ListMessageMoveTasksResultEntry", found, task => Write(w, task))));
    }

    private async Task<SqsReply> CancelAsync(SqsCall call)
    {
        var moved = await tasks.CancelAsync(call.Input.Required("TaskHandle"));
        return new(w => w.Number("ApproximateNumberOfMessagesMoved", moved));
    }

    private static void Write(IResultWriter writer, MoveTask task)
    {
        if (task.Status == MoveTask.Running)
            writer.Text("TaskHandle", task.Handle);
        writer.Text("Status", task.Status);
        writer.Text("SourceArn", task.SourceArn);
        if (task.DestinationArn is not null)
            writer.Text("DestinationArn", task.DestinationArn);
        if (task.MaxPerSecond is { } rate)
            writer.Number("MaxNumberOfMessagesPerSecond", rate);
        writer.Number("ApproximateNumberOfMessagesMoved", task.Moved);
        writer.Number("ApproximateNumberOfMessagesToMove", task.ToMove);
        if (task.FailureReason is not null)
            writer.Text("FailureReason", task.FailureReason);
        writer.Number("StartedTimestamp", task.StartedAt);
    }
}
