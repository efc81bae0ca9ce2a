using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Model;

/// <summary>
/// A pool with its vault, driven by a script, beside a dictionary that says what every retained point holds. Damage strikes the pool only: from then until
/// the next heal a point may be unreadable, but what is read must be right; after it, all that the vault holds must be whole again.
/// </summary>
internal sealed class RepositoryModel(int seed) : IDisposable
{
    private static readonly BlobFault[] WriteFaults = [BlobFault.FailBefore, BlobFault.FailAfter, BlobFault.Full];
    private static readonly BlobFault[] CollectFaults = [BlobFault.DeleteFails, BlobFault.FailAfter, BlobFault.ListingFails, BlobFault.FailBefore, BlobFault.ReadFails];

    private readonly Dictionary<string, IReadOnlyDictionary<string, byte[]>> oracle = [];
    private readonly Dictionary<string, RecoveryPoint> points = [];
    private readonly HashSet<string> inVault = [];
    private readonly HashSet<string> hurt = [];
    private readonly TestRepository pool = new(seed);
    private TestRepository? vault;
    private readonly List<string> journal = [];
    private TimeSpan clock;
    private bool suspect;

    private TestRepository Vault => vault ??= pool.Sibling();

    private bool IsDamaged => suspect || hurt.Count > 0;

    public void Do(int operation, int argument, int number)
    {
        journal.Add($"{journal.Count}: {operation} {argument} {number}, {points.Count} points");
        switch (operation)
        {
            case < 5: BackUp(argument, number); break;
            case 5 or 6: Delete(argument); break;
            case 7 or 8: Collect(argument); break;
            case 9: Abandon(number); break;
            case 10: pool.Reopen(forgetIndex: argument % 2 == 0); break;
            case 11: Push(argument, number); break;
            case 12: Damage(argument, number); break;
            case 13: Heal(); break;
            case 14: WithFault(WriteFaults[number % WriteFaults.Length], argument, () => BackUp(argument, number)); break;
            default: WithFault(CollectFaults[number % CollectFaults.Length], argument, () => Collect(argument)); break;
        }
        // Who reads a record notes its damage: read after every step, and damage that nobody has looked for would never do harm here.
        CheckListing();
        if ((argument + number) % 3 == 0) CheckPool();
    }

    /// <summary>At the end: all that can be healed is whole, also with a new index; the vault is whole; a backup of every content brings all content back.</summary>
    public void Finish()
    {
        Heal();
        pool.Reopen(forgetIndex: true);
        CheckPool();
        foreach (var id in inVault) Contents.AssertSame(oracle[id], vault!.Restore(vault.Repository.Points.Get(id)));
        if (hurt.Count == 0)
        {
            Collect(200);
            Collect(200);
            CheckPool();
        }
        pool.Verify();
        var everything = pool.BackUp(Contents.Everything(), "ee");
        Contents.AssertSame(Contents.Everything(), pool.Restore(everything));
    }

    public void Dispose()
    {
        pool.Dispose();
        vault?.Dispose();
    }

    private void BackUp(int argument, int number)
    {
        var files = Contents.Tree(number);
        var id = $"{oracle.Count + 1:x4}{number:x4}{points.Count:x4}";
        var source = $"5{argument % 3}";
        try
        {
            Keep(pool.BackUp(files, source, id), files);
        }
        catch (StorageException)
        {
            pool.Blobs.Faults.Clear();
            // Nobody was told that it is there. Where the answer was lost it may be, and must then be whole.
            if (pool.Repository.Points.All().FirstOrDefault(point => point.Id == id) is { } there) Keep(there, files);
            throw;
        }
    }

    private void Keep(RecoveryPoint point, IReadOnlyDictionary<string, byte[]> files)
    {
        oracle.Add(point.Id, files);
        points.Add(point.Id, point);
    }

    private void Delete(int argument)
    {
        if (Choose(argument) is not { } point) return;
        pool.Repository.Points.Delete(point);
        points.Remove(point.Id);
        hurt.Remove(point.Id);
    }

    private void Collect(int hours)
    {
        clock += TimeSpan.FromHours(hours);
        try
        {
            pool.Collect(clock, TimeSpan.FromHours(48));
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.Damaged)
        {
            if (!IsDamaged) throw;
        }
    }

    private void Abandon(int number)
    {
        using var session = pool.Repository.Sessions.Begin();
        pool.Write(session, Contents.Tree(number));
        if (number % 2 == 0) session.Flush();
    }

    private void Push(int argument, int number)
    {
        if (Choose(argument) is not { } point) return;
        if (number % 4 == 0)
        {
            // The line is cut first; what the vault lists then must be whole.
            var skip = number / 4 % 16;
            Vault.Blobs.Faults.Next(WriteFaults[number % WriteFaults.Length], 1, _ => Interlocked.Decrement(ref skip) < 0);
            try
            {
                pool.PushTo(Vault, point);
            }
            catch (Exception error) when (error is StorageException or ChunkUnavailableException or MalformedDataException)
            {
            }
            Vault.Blobs.Faults.Clear();
            foreach (var listed in Vault.Repository.Points.All()) Contents.AssertSame(oracle[listed.Id], Vault.Restore(listed));
        }
        try
        {
            pool.PushTo(Vault, point);
            inVault.Add(point.Id);
        }
        catch (Exception error) when (IsDamaged && error is (ChunkUnavailableException or MalformedDataException))
        {
            Assert.DoesNotContain(Vault.Repository.Points.All(), other => other.Id == point.Id);
        }
    }

    private void Damage(int argument, int number)
    {
        var names = argument % 8 == 0 ? [.. pool.Blobs.List(BlobNames.Points).Select(blob => blob.Name)] : pool.PackNames;
        if (names.Count == 0) return;
        var name = names[number % names.Count];
        // Pack headers are left to PackDamageTests: this property looks for what happens beyond them.
        var first = argument % 8 == 0 ? 0 : PackLayout.HeaderSize * 8;
        pool.Blobs.Damage(name, first + ((number * 7919L) % ((pool.Blobs.GetLength(name) * 8) - first)));
        suspect = true;
    }

    private void Heal()
    {
        pool.Reopen(); // what was struck while it was open is the concern of PackDamageTests and VerifierTests
        pool.Heal(vault);
        suspect = false;
        hurt.Clear();
        foreach (var (id, point) in points)
        {
            if (IsWhole(point, oracle[id])) continue;
            Assert.False(inVault.Contains(id), $"Point {id} is in the vault and was not healed from it.");
            hurt.Add(id);
        }
        // What no copy is left of, an operator removes: nothing is collected before.
        foreach (var id in hurt)
        {
            pool.Repository.Points.Delete(points[id]);
            points.Remove(id);
        }
        hurt.Clear();
        pool.Repository.Points.All();
    }

    private void WithFault(BlobFault fault, int argument, Action act)
    {
        var skip = argument % 20;
        pool.Blobs.Faults.Next(fault, 1, name => Interlocked.Decrement(ref skip) < 0);
        try
        {
            act();
        }
        catch (StorageException error) when (error.Fault is StorageFault.Unavailable or StorageFault.PoolFull or StorageFault.ListingFailed or StorageFault.WriteFailed)
        {
            // Failed aloud, as it should.
        }
        finally
        {
            pool.Blobs.Faults.Clear();
        }
    }

    private void CheckPool()
    {
        foreach (var (id, point) in points)
            if (!IsWhole(point, oracle[id]) && !IsDamaged) Assert.Fail(Story($"Point {id} lost something."));
    }

    private void CheckListing()
    {
        var listed = pool.Repository.Points.All().Select(point => point.Id).ToHashSet();
        foreach (var id in points.Keys)
            if (!IsDamaged) Assert.True(listed.Contains(id), Story($"Point {id} is not listed."));
        foreach (var id in listed) Assert.True(points.ContainsKey(id), Story($"Point {id} was deleted, and is listed."));
    }

    /// <summary>False where the point cannot be read. Wrong bytes fail the test at once.</summary>
    private bool IsWhole(RecoveryPoint point, IReadOnlyDictionary<string, byte[]> files)
    {
        try
        {
            var there = pool.Repository.Points.All().FirstOrDefault(other => other.Id == point.Id);
            if (there is null) return false;
            Contents.AssertSame(files, pool.Restore(there));
            return true;
        }
        catch (Exception error) when (error is ChunkUnavailableException or MalformedDataException)
        {
            return false;
        }
    }

    private string Story(string failure) => $"{failure} Operations: {string.Join("; ", journal.TakeLast(40))}";

    private RecoveryPoint? Choose(int argument) => points.Count == 0 ? null : points.Values.OrderBy(point => point.Created).ElementAt(argument % points.Count);
}
