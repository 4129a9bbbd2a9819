namespace RetailBus.LocalCloud.Tests.Suites;

[Collection(nameof(MotoCollection))]
public sealed class FirehoseOfMotoTests(MotoCloud cloud) : FirehoseSuite(cloud);
