using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Erasing;

namespace RetailBus.Warehouse.Tests.Snowflake.Suites;

public sealed class EraseOnSnowflakeTests() : EraseTests(EngineKind.Snowflake);
