using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Finds one item of a recovery point.</summary>
internal static class ItemFinder
{
    /// <returns>Null where the point does not have it.</returns>
    internal static async Task<ItemInfo?> Find(HoldfastClient api, RecoveryPlace place, string point, bool isOnline, string path, CancellationToken cancellation)
    {
        try
        {
            // The server looks for text in names as they were; spelled-out bytes are only in what it shows.
            var name = RecoveryPlace.Name(path).Split('\\')[0];
            var page = await api.Recovery.Browse(
                new BrowseQuery(place.Source) { At = point, Online = isOnline, ExternalServer = place.Server, Path = RecoveryPlace.Parent(path), Text = name.Length == 0 ? null : name }, cancellation);
            return page.Items.FirstOrDefault(one => one.Path == path);
        }
        catch (HoldfastException absent) when (absent.Code == ErrorCode.NotFound)
        {
            return null;
        }
    }
}
