namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>A private key could not be read. The message names the setting, and nothing of what the key holds.</summary>
internal sealed class SnowflakeKeyException(string message) : Exception(message);
