using RetailBus.Warehouse.Tests.Erasing;
using RetailBus.Warehouse.Tests.Fixtures;

namespace RetailBus.Warehouse.Tests.Snowflake.Suites;

public sealed class EraseOnSnowflakeTests() : EraseTests(EngineKind.Snowflake);
