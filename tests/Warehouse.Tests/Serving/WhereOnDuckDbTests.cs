using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public sealed class WhereOnDuckDbTests() : WhereTests(EngineKind.DuckDb);
