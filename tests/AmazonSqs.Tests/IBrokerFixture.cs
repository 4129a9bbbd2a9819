namespace RetailBus.AmazonSqs.Tests;

/// <summary>A server that the conformance suite runs against.</summary>
public interface IBrokerFixture
{
    /// <summary>Where SNS and SQS answer; skips the test when the server is not on this machine.</summary>
    Uri RequireServiceUrl();

    /// <summary>Whether two receives that meet never get one message both. SQS itself does not promise it, and moto now and then does it.</summary>
    bool DeliversOnceAtATime { get; }
}
