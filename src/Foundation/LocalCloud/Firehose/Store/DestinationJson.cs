using System.Text.Json.Serialization;

namespace RetailBus.LocalCloud.Firehose.Store;

[JsonSerializable(typeof(Destination))]
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
internal sealed partial class DestinationJson : JsonSerializerContext;
