using Holdfast.Console.Hosting;
using Holdfast.Console.Live;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Resolves alerts by hand. For two types that is the answer to a question, and something is lost with it.</summary>
internal static class AlertResolution
{
    /// <param name="plainly">Does what loses nothing, and says how it went.</param>
    /// <returns>True when all are resolved.</returns>
    internal static async Task<bool> Resolve(IReadOnlyList<AlertInfo> alerts, Session session, Confirmations confirmations, Texts texts, Func<Func<Task>, Task<bool>> plainly)
    {
        var losses = Losses(alerts, texts);
        if (losses.Count == 0) return await plainly(() => All(alerts, session.Api));
        return await confirmations.Ask(texts["Resolve?"], losses, texts["Resolve"], async codes =>
        {
            using var api = session.Confirmed(codes.Confirmation, codes.VaultPin);
            await All(alerts, api);
        });
    }

    /// <summary>What is lost when these are resolved; empty: nothing.</summary>
    internal static IReadOnlyList<string> Losses(IEnumerable<AlertInfo> alerts, Texts texts) => [.. alerts.Select(alert => alert.Type switch
    {
        "clockJump" => texts["You say that the clock is right: recovery points that are old by it expire and are deleted."],
        "recoveryPointsMissing" => texts["The catalog forgets the recovery points that are missing; disks that come back later do not bring them back."],
        _ => null,
    }).OfType<string>().Distinct()];

    private static async Task All(IEnumerable<AlertInfo> alerts, HoldfastClient api)
    {
        foreach (var alert in alerts) await api.ResolveAlert(alert.Id);
    }
}
