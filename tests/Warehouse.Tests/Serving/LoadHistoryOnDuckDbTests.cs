using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Serving;

public sealed class LoadHistoryOnDuckDbTests() : LoadHistoryTests(EngineKind.DuckDb);
