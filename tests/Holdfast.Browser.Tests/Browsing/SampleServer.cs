namespace Holdfast.Browser.Tests.Browsing;

/// <summary>One server with something of everything, started when a test first asks for it. Tests only look at it.</summary>
public sealed class SampleServer : IDisposable
{
    private readonly Lazy<Sample> sample = new(() => new Sample());

    internal Sample Sample => sample.Value;

    public void Dispose()
    {
        if (sample.IsValueCreated) sample.Value.Dispose();
    }
}
