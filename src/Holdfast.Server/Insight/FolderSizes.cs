using System.Collections.Concurrent;
using System.IO.Enumeration;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Insight;

/// <summary>
/// Finds out how large something is that is not protected yet: folders of this computer are walked in the background, one at a time; of other computers their agents tell
/// what whole volumes hold. What was found holds for a while, so that asking again costs nothing.
/// </summary>
internal sealed class FolderSizes(IConnectedAgents agents, TimeProvider time) : IDisposable
{
    private const int MostKnown = 2000;

    private static readonly TimeSpan holds = TimeSpan.FromMinutes(10), patience = TimeSpan.FromSeconds(10);
    private static readonly EnumerationOptions everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
    private readonly ConcurrentDictionary<(string Server, string Path), (Task<long?> Size, DateTimeOffset Asked)> known = new();
    private readonly SemaphoreSlim walking = new(1);
    private readonly CancellationTokenSource ending = new();

    /// <summary>Bytes; null where they cannot be found out.</summary>
    internal Task<long?> Of(string server, string path)
    {
        var (now, key) = (time.GetUtcNow(), (server, path));
        if (known.TryGetValue(key, out var found) && !(found.Size.IsCompleted && now - found.Asked > holds)) return found.Size;
        if (known.Count >= MostKnown)
            foreach (var old in known.Where(entry => entry.Value.Size.IsCompleted)) known.TryRemove(old);
        var size = SourceRegistry.IsLocal(server) ? Task.Run(() => Walk(path)) : Ask(server, path);
        known[key] = (size, now);
        return size;
    }

    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
        walking.Dispose();
    }

    private async Task<long?> Walk(string path)
    {
        if (!Path.IsPathFullyQualified(path)) return null;
        var ended = ending.Token;
        await walking.WaitAsync(ended);
        try
        {
            if (File.Exists(path)) return new FileInfo(path).Length;
            if (!Directory.Exists(path)) return null;
            long sum = 0;
            foreach (var length in Lengths(path))
            {
                ended.ThrowIfCancellationRequested();
                sum += length;
            }
            return sum;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // The answer names it among what is not known.
        }
        finally
        {
            if (!ended.IsCancellationRequested) walking.Release();
        }
    }

    // Links are not followed: what they lead to is protected where it lies.
    private static FileSystemEnumerable<long> Lengths(string path) => new(path, (ref entry) => entry.IsDirectory ? 0 : entry.Length, everything)
    {
        ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private async Task<long?> Ask(string server, string path)
    {
        if (agents.FindByServer(server) is not { } link) return null;
        try
        {
            var answer = await link.Ask(new Ask { Inventory = true }, patience, ending.Token);
            var item = answer.Inventory?.Items.FirstOrDefault(item => item.Path == path);
            return item is null ? null : item.Used > 0 ? item.Used : item.Size > 0 ? item.Size : null;
        }
        catch (HoldfastException)
        {
            return null; // The agent is away or busy; the answer names the member among what is not known.
        }
    }
}
