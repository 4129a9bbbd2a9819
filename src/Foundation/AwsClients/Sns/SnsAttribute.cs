namespace RetailBus.AwsClients.Sns;

/// <summary>A message attribute. SNS refuses empty values.</summary>
/// <param name="Value">The value as text.</param>
/// <param name="DataType"><c>String</c> or <c>Number</c>, optionally with a custom label (<c>String.x</c>).</param>
public sealed record SnsAttribute(string Value, string DataType = "String");
