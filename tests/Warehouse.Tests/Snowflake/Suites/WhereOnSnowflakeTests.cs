using RetailBus.Warehouse.Tests.Fixtures;
using RetailBus.Warehouse.Tests.Serving;

namespace RetailBus.Warehouse.Tests.Snowflake.Suites;

public sealed class WhereOnSnowflakeTests() : WhereTests(EngineKind.Snowflake);
