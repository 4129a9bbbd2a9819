namespace RetailBus.AwsClients.Protocol;

/// <summary>What tells one AWS service from another on the wire.</summary>
/// <param name="Id">The service's id in SDK user agents and endpoint variables, e.g. <c>SNS</c>.</param>
/// <param name="SigningName">The service in the SigV4 scope and the host name, e.g. <c>sns</c>.</param>
/// <param name="ApiVersion">The API's date, e.g. <c>2010-03-31</c>.</param>
internal sealed record AwsService(string Id, string SigningName, string ApiVersion);
