using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Erasing;

public sealed class EraseOnDuckDbTests() : EraseTests(EngineKind.DuckDb);
