using System.Text.Json.Serialization;

namespace RetailBus.LocalCloud.S3.Store;

[JsonSerializable(typeof(ObjectHeaders))]
[JsonSerializable(typeof(IReadOnlyList<NotificationRule>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class StoreJson : JsonSerializerContext;
