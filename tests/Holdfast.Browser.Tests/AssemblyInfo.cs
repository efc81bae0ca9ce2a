// A browser and a server each: more than two at a time only make them wait for each other.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
[assembly: AssemblyFixture(typeof(Holdfast.Browser.Tests.Browsing.Chromium))]
[assembly: AssemblyFixture(typeof(Holdfast.Browser.Tests.Browsing.SampleServer))]
