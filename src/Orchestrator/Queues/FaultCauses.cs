using System.Text.RegularExpressions;
using Amazon.SQS.Model;
using MassTransit;

namespace RetailBus.Orchestrator.Queues;

/// <summary>Why a message was set aside, in words that are the same for all messages with one cause.</summary>
internal static partial class FaultCauses
{
    private const string ExceptionType = "MT-Fault-ExceptionType";
    private const string Unknown = "no reason given";
    private const int Longest = 200;

    /// <param name="queue">Where the message stands.</param>
    /// <param name="maxReceiveCount">Of the source's redrive policy; null when not known.</param>
    /// <param name="messages">Those looked at.</param>
    public static IReadOnlyList<QueueCause> Group(RetailBusQueue queue, string? maxReceiveCount, IEnumerable<Message> messages) =>
    [
        .. messages.CountBy(message => Of(queue, maxReceiveCount, message))
            .OrderByDescending(cause => cause.Value)
            .ThenBy(cause => cause.Key, StringComparer.Ordinal)
            .Select(cause => new QueueCause(cause.Key, cause.Value)),
    ];

    private static string Of(RetailBusQueue queue, string? maxReceiveCount, Message message)
    {
        if (queue.Kind == QueueKind.DeadLetter)
            return maxReceiveCount is null ? "received too often" : $"received more than {maxReceiveCount} times";
        if (queue.Kind == QueueKind.Skipped)
            return $"no consumer wanted it ({Text(message, MessageHeaders.Reason) ?? Unknown})";

        var fault = Text(message, MessageHeaders.FaultMessage);
        var type = Text(message, ExceptionType)?.Split('.')[^1];
        var cause = (type, fault) switch
        {
            (null, null) => Text(message, MessageHeaders.Reason) ?? Unknown,
            (null, _) => fault,
            (_, null) => type,
            _ => $"{type}: {fault}",
        };
        cause = Ids().Replace(cause, "…");
        return cause.Length <= Longest ? cause : cause[..Longest] + "…";
    }

    private static string? Text(Message message, string attribute) => message.MessageAttributes?.GetValueOrDefault(attribute)?.StringValue;

    /// <summary>Ids and long numbers, by which messages of one cause differ.</summary>
    [GeneratedRegex("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|[0-9]{5,}")]
    private static partial Regex Ids();
}
