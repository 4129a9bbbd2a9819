using MassTransit;
using RetailBus.Contracts.Messages;
using YamlDotNet.Serialization;

namespace RetailBus.Contracts.Tests.AsyncApi;

/// <summary>The AsyncAPI 3.0 document of all messages: what RetailBus publishes, and what it takes.</summary>
internal sealed class AsyncApiDocument
{
    private const string Envelope = "Envelope";
    private readonly XmlDocs _docs = new(typeof(OrderBatchLanded).Assembly);
    private readonly MessageSchemas _schemas;

    public AsyncApiDocument()
    {
        _schemas = new MessageSchemas(_docs);
        Messages = MessageRoutes.Messages.ToDictionary(message => message.Name, object (message) => Describe(message));
    }

    /// <summary>JSON schemas by the records' names.</summary>
    public IReadOnlyDictionary<string, object> Schemas => _schemas.Records;

    private Dictionary<string, object> Messages { get; }

    public string SummaryOf(Type message) => _docs.Of(message)!;

    public string ToYaml() => new SerializerBuilder()
        .DisableAliases()
        .WithQuotingNecessaryStrings()
        .WithIndentedSequences()
        .WithNewLine("\n")
        .Build()
        .Serialize(Build());

    private Dictionary<string, object> Build() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new Dictionary<string, object>
        {
            ["title"] = "RetailBus",
            ["version"] = typeof(OrderBatchLanded).Assembly.GetName().Version!.ToString(3),
            ["description"] = "All messages of the pipeline. Events travel on SNS topics, one each, to which queues subscribe; all others "
                + "go straight to the queue of who handles them. Each is a MassTransit envelope in JSON. Fields may be added; readers "
                + "ignore those that they do not know.",
        },
        ["defaultContentType"] = "application/vnd.masstransit+json",
        ["channels"] = MessageRoutes.Events.Select(Topic).Concat(MessageRoutes.Queues.Select(Queue)).ToDictionary(),
        ["operations"] = MessageRoutes.Events
            .Select(message => Operation(message.Name, "send", SummaryOf(message), [message]))
            .Concat(MessageRoutes.Queues.Select(queue => Operation(queue.Queue, "receive", queue.Description, queue.Messages)))
            .ToDictionary(),
        ["components"] = new Dictionary<string, object>
        {
            ["messages"] = Messages,
            ["schemas"] = new Dictionary<string, object>(Schemas) { [Envelope] = EnvelopeSchema() },
        },
    };

    private KeyValuePair<string, object> Topic(Type message) => new(message.Name, new Dictionary<string, object>
    {
        ["address"] = MessageRoutes.TopicOf(message),
        ["description"] = SummaryOf(message),
        ["messages"] = References([message]),
        ["bindings"] = new Dictionary<string, object>
        {
            ["sns"] = new Dictionary<string, object> { ["name"] = MessageRoutes.TopicOf(message), ["bindingVersion"] = "0.1.0" },
        },
    });

    private static KeyValuePair<string, object> Queue((string Queue, string Description, Type[] Messages) queue) => new(
        queue.Queue,
        new Dictionary<string, object>
        {
            ["address"] = queue.Queue,
            ["description"] = queue.Description,
            ["messages"] = References(queue.Messages),
            ["bindings"] = new Dictionary<string, object>
            {
                ["sqs"] = new Dictionary<string, object>
                {
                    ["queue"] = new Dictionary<string, object> { ["name"] = queue.Queue, ["fifoQueue"] = false },
                    ["bindingVersion"] = "0.2.0",
                },
            },
        });

    private static KeyValuePair<string, object> Operation(string channel, string action, string summary, Type[] messages) => new(
        $"{action}-{channel}",
        new Dictionary<string, object>
        {
            ["action"] = action,
            ["summary"] = summary,
            ["channel"] = Reference($"channels/{channel}"),
            ["messages"] = messages.Select(message => Reference($"channels/{channel}/messages/{message.Name}")).ToList(),
        });

    private Dictionary<string, object> Describe(Type message) => new()
    {
        ["name"] = message.Name,
        ["summary"] = SummaryOf(message),
        ["payload"] = new Dictionary<string, object>
        {
            ["allOf"] = new object[]
            {
                Reference($"components/schemas/{Envelope}"),
                new Dictionary<string, object>
                {
                    ["type"] = "object",
                    ["properties"] = new Dictionary<string, object>
                    {
                        ["messageType"] = new Dictionary<string, object>
                        {
                            ["type"] = "array",
                            ["contains"] = new Dictionary<string, object> { ["const"] = MessageUrn.ForTypeString(message) },
                        },
                        ["message"] = _schemas.Refer(message),
                    },
                },
            },
        },
    };

    private static Dictionary<string, object> EnvelopeSchema() => new()
    {
        ["type"] = "object",
        ["description"] = "MassTransit's envelope. Who does not use MassTransit needs messageType and message only.",
        ["required"] = new[] { "messageType", "message" },
        ["properties"] = new Dictionary<string, object>
        {
            ["messageId"] = new Dictionary<string, object>
            {
                ["type"] = new[] { "string", "null" },
                ["description"] = "The same when a message is delivered again.",
            },
            ["messageType"] = new Dictionary<string, object>
            {
                ["type"] = "array",
                ["items"] = new Dictionary<string, object> { ["type"] = "string" },
                ["description"] = "URNs of what the message is.",
            },
            ["message"] = new Dictionary<string, object> { ["type"] = "object" },
            ["sentTime"] = new Dictionary<string, object> { ["type"] = new[] { "string", "null" }, ["format"] = "date-time" },
            ["headers"] = new Dictionary<string, object>
            {
                ["type"] = new[] { "object", "null" },
                ["description"] = "MT-Activity-Id is the W3C traceparent.",
            },
        },
    };

    private static Dictionary<string, object> References(Type[] messages) =>
        messages.ToDictionary(message => message.Name, object (message) => Reference($"components/messages/{message.Name}"));

    private static Dictionary<string, object> Reference(string path) => new() { ["$ref"] = $"#/{path}" };
}
