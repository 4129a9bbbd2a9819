using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Erasing;

public sealed class ExpiryOnDuckDbTests() : ExpiryTests(EngineKind.DuckDb);
