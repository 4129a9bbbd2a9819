using System.Text.Json;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>A request that came, with its token and its body (undefined where there was none).</summary>
internal sealed record ServerRequest(RequestKind Kind, string Query, string Token, JsonElement Body);
