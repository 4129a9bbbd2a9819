using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailBus.LocalCloud.Faults;

/// <summary>Kinds by name, e.g. <c>dropAfterEffect</c>, not by number.</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
