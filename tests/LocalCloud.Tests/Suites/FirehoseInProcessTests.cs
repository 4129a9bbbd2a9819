namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class FirehoseInProcessTests(LocalCloudInProcess cloud) : FirehoseSuite(cloud), IClassFixture<LocalCloudInProcess>;
