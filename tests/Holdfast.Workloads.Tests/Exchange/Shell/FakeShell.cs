using Holdfast.Workloads.Exchange.Shell;

namespace Holdfast.Workloads.Tests.Exchange.Shell;

/// <summary>A stand-in for Exchange's management shell: answers as it is told to, and keeps what it was asked.</summary>
internal sealed class FakeShell : IExchangeShell
{
    public List<string> Asked { get; } = [];

    public string[] Lines { get; set; } = [];

    public IReadOnlyList<string> Run(string pipeline, CancellationToken cancellation)
    {
        Asked.Add(pipeline);
        return Lines;
    }
}
