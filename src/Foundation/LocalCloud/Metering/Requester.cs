namespace RetailBus.LocalCloud.Metering;

/// <summary>Who made a request: a client, or one of the services, as when S3 sends an event.</summary>
public enum Requester
{
    Client,
    S3,
    Sns,
    Firehose,
}
