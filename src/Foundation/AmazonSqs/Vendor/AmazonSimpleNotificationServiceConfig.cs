namespace RetailBus.AmazonSqs;

/// <summary>The AWS SDK's own type under the name that this transport gives it, so that callers need not change.</summary>
public sealed class AmazonSimpleNotificationServiceConfig : Amazon.SimpleNotificationService.AmazonSimpleNotificationServiceConfig;
