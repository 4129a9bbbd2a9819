using System.Text.Json.Serialization;

namespace RetailBus.LocalCloud.S3.Store;

[JsonSerializable(typeof(ObjectHeaders))]
[JsonSerializable(typeof(IReadOnlyList<NotificationRule>))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class StoreJson : JsonSerializerContext;
