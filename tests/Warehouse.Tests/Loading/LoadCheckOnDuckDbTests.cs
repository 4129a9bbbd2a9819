using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class LoadCheckOnDuckDbTests() : LoadCheckTests(EngineKind.DuckDb);
