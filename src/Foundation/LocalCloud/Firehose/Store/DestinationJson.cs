using System.Text.Json.Serialization;

namespace RetailBus.LocalCloud.Firehose.Store;

[JsonSerializable(typeof(Destination))]
[JsonSerializable(typeof(StreamSettings))]
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
internal sealed partial class DestinationJson : JsonSerializerContext;
