using System.Text.Json.Serialization;

namespace RetailBus.LocalCloud.Faults;

[JsonSerializable(typeof(FaultPlan))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(FaultKindConverter)],
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class FaultJson : JsonSerializerContext;
