using RetailBus.Web.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(Browser))]
