using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Loading;

public sealed class MergeOnDuckDbTests() : MergeTests(EngineKind.DuckDb);
