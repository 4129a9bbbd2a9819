namespace RetailBus.AmazonSqs.Tests;

/// <summary>A server that the conformance suite runs against.</summary>
public interface IBrokerFixture
{
    /// <summary>Where SNS and SQS answer; skips the test when the server is not on this machine.</summary>
    Uri RequireServiceUrl();
}
