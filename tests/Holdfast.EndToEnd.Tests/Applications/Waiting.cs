using System.Text.Json;
using Holdfast.Contracts.Api.Applications;
using Holdfast.EndToEnd.Tests.Running;

namespace Holdfast.EndToEnd.Tests.Applications;

/// <summary>Waits for what is bound to happen.</summary>
internal static class Waiting
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    internal static void For(Func<bool> reached, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, $"Waited too long for {what}.");
            Thread.Sleep(100);
        }
    }

    /// <summary>Until the followed log of an application covers a moment.</summary>
    internal static RecoveryRange ForLog(Installation home, string address, DateTimeOffset moment)
    {
        RecoveryRange? range = null;
        For(
            () =>
            {
                range = JsonSerializer.Deserialize(home.Do("source", "range", address).Output, ApplicationsJson.Default.RecoveryRange)!;
                return range.Log?.Covered >= moment;
            },
            $"the log covering {moment:O}");
        return range!;
    }
}
