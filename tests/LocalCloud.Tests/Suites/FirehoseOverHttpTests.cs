namespace RetailBus.LocalCloud.Tests.Suites;

public sealed class FirehoseOverHttpTests(LocalCloudOverHttp cloud) : FirehoseSuite(cloud), IClassFixture<LocalCloudOverHttp>;
