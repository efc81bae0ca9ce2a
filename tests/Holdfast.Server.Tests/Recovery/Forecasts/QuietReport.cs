using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Tests.Recovery.Forecasts;

/// <summary>Keeps what work says of single items.</summary>
internal sealed class QuietReport : IJobReport
{
    public WorkProgress Progress { get; } = new();

    public List<string> Items { get; } = [];

    public void Item(ErrorCode code, string message, string item, bool failed)
    {
        lock (Items) Items.Add($"{item}: {message}");
    }
}
