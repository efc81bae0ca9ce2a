using System.Collections.Concurrent;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Hosting;

/// <summary>Writes down when servers called last; once a minute at most, so that a push of many blobs is not one of many rows.</summary>
internal sealed class ServerContacts(ServiceRecords records)
{
    private static readonly TimeSpan pause = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string, string), DateTimeOffset> noted = new();

    internal void Note(ServerRow server)
    {
        var now = records.Clock.GetUtcNow();
        var key = (server.VaultId, server.Id);
        if (noted.TryGetValue(key, out var last) && now - last < pause && now >= last) return;
        noted[key] = now;
        records.Servers.Called(server.VaultId, server.Id, VaultTime.From(now));
    }
}
