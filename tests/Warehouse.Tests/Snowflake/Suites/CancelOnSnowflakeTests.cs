using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Loading;

namespace RetailBus.Warehouse.Tests.Snowflake.Suites;

public sealed class CancelOnSnowflakeTests() : CancelTests(EngineKind.Snowflake);
