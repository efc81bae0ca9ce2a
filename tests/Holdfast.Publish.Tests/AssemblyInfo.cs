// Publishing takes the whole machine, and the tests share what was published.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
