using Holdfast.Format.Chunks;
using Holdfast.Store.Repositories;
using Holdfast.Store.Tests.Repositories;
using Holdfast.Testing.Blobs;

namespace Holdfast.Store.Tests.Writing;

public sealed class SessionTests
{
    [Fact]
    public void Commit_AnotherOwnerTookOver_IsRefused()
    {
        using var first = new TestRepository();
        using var session = first.Repository.Sessions.Begin();
        var draft = first.Draft(first.Write(session, Contents.Everything()));
        using var second = first.Another();
        Assert.Equal(StorageFault.SessionFenced, Assert.Throws<StorageException>(() => session.Commit(draft)).Fault);
        Assert.Empty(second.Repository.Points.All());
        Assert.Equal(StorageFault.SessionFenced, Assert.Throws<StorageException>(() => first.Repository.Sessions.Begin()).Fault);
        Assert.Equal(StorageFault.SessionFenced, Assert.Throws<StorageException>(() => first.Collect(TimeSpan.Zero)).Fault);
        Contents.AssertSame(Contents.Everything(), second.Restore(second.BackUp(Contents.Everything())));
    }

    /// <summary>However many took over since: old owner numbers are forgotten, the fence must not be.</summary>
    [Fact]
    public void Commit_ManyOwnersTookOverSince_IsRefused()
    {
        using var first = new TestRepository();
        using var session = first.Repository.Sessions.Begin();
        var draft = first.Draft(first.Write(session, Contents.Everything()));
        session.Flush();
        for (var others = 1; others <= 6; others++)
        {
            first.Another().Dispose();
            var fault = Assert.Throws<StorageException>(() => first.Repository.Sessions.Begin()).Fault;
            Assert.True(fault == StorageFault.SessionFenced, $"after {others} others");
        }
        Assert.Throws<StorageException>(() => session.Commit(draft));
        Assert.Empty(first.Blobs.List(BlobNames.Points));
    }

    [Fact]
    public void Begin_EverySessionAndCollection_TokensRise()
    {
        using var repository = new TestRepository();
        var tokens = new List<ulong>();
        for (var i = 0; i < 5; i++)
        {
            using (var session = repository.Repository.Sessions.Begin()) tokens.Add(session.Token);
            repository.Collect(TimeSpan.FromDays(i));
            if (i % 2 == 0) repository.Reopen();
        }
        Assert.Equal(tokens.Order(), tokens);
        Assert.Equal(tokens.Distinct(), tokens);
    }

    [Fact]
    public void OpenForReading_Repository_WritesNothingAndFencesNobody()
    {
        using var owner = new TestRepository();
        var point = owner.BackUp(Contents.Everything());
        var before = owner.Blobs.List("").Select(blob => blob.Name).ToList();
        // A damaged record makes a reader want to remember it.
        owner.Blobs.Damage(owner.PackNames[0], 150 * 8);
        using (var reader = owner.Another(forReading: true))
        {
            try
            {
                reader.Restore(point);
            }
            catch (ChunkUnavailableException)
            {
            }
            Assert.Equal(StorageFault.DiskReadOnly, Assert.Throws<StorageException>(() => reader.Repository.Sessions.Begin()).Fault);
        }
        Assert.Equal(before, owner.Blobs.List("").Select(blob => blob.Name));
        owner.BackUp(Contents.Tree(1));
    }

    [Fact]
    public void Dispose_SessionWithoutCommit_LeavesOrphansThatACollectionRemoves()
    {
        using var repository = new TestRepository();
        using (var session = repository.Repository.Sessions.Begin())
        {
            repository.Write(session, Contents.Everything());
            session.Flush();
        }
        Assert.NotEmpty(repository.PackNames);
        Assert.Empty(repository.Repository.Points.All());
        repository.Collect(TimeSpan.Zero);
        repository.Collect(TimeSpan.FromDays(15));
        Assert.Empty(repository.PackNames);
    }

    /// <summary>Also a second call after a failed flush must not commit: the packs are not all there.</summary>
    [Theory]
    [InlineData(BlobFault.FailBefore)]
    [InlineData(BlobFault.FailAfter)]
    [InlineData(BlobFault.Full)]
    public void Commit_APackFails_NothingIsCommittedHoweverOftenItIsTried(BlobFault fault)
    {
        using var repository = new TestRepository();
        using (var session = repository.Repository.Sessions.Begin())
        {
            var draft = repository.Draft(repository.Write(session, Contents.Random(1, 3, 2000)));
            repository.Blobs.Faults.Next(fault, 1, name => name.StartsWith(BlobNames.Packs, StringComparison.Ordinal));
            for (var attempt = 0; attempt < 3; attempt++) Assert.Throws<StorageException>(() => session.Commit(draft));
        }
        Assert.Empty(repository.Repository.Points.All());
        repository.Blobs.Faults.Clear();
        Contents.AssertSame(Contents.Random(1, 3, 2000), repository.Restore(repository.BackUp(Contents.Random(1, 3, 2000))));
    }

    [Fact]
    public void Store_PoolIsFull_FailsAsFullAndLaterSessionsWork()
    {
        using var repository = new TestRepository();
        repository.Blobs.Capacity = 300 << 10;
        var error = Assert.Throws<StorageException>(() => repository.BackUp(Contents.Random(1, 200, 4000)));
        Assert.Equal(StorageFault.PoolFull, error.Fault);
        repository.Blobs.Capacity = long.MaxValue;
        var files = Contents.Random(1, 200, 4000);
        Contents.AssertSame(files, repository.Restore(repository.BackUp(files)));
    }

    [Fact]
    public void BackUp_SameFilesAgain_StoresNoContent()
    {
        using var repository = new TestRepository();
        repository.BackUp(Contents.Everything());
        var packs = repository.PackNames.Count;
        repository.BackUp(Contents.Everything());
        Assert.Equal(packs, repository.PackNames.Count);
    }

    [Fact]
    public void Pin_ChunkWhoseOnlyCopyIsDamaged_IsUnknownAndStoredAgain()
    {
        using var repository = new TestRepository();
        var files = Contents.Random(1, 4, 3000);
        var point = repository.BackUp(files);
        foreach (var name in repository.PackNames) repository.Blobs.Damage(name, 200 * 8);
        Assert.NotEmpty(repository.Verify().Lost);
        repository.Reopen();
        repository.BackUp(files);
        Contents.AssertSame(files, repository.Restore(point));
        Assert.Empty(repository.Verify().Lost);
    }

    [Fact]
    public void Open_IndexDeleted_AnswersTheSame()
    {
        using var repository = new TestRepository();
        var points = Enumerable.Range(0, 6).Select(seed => (Point: repository.BackUp(Contents.Tree(seed)), Files: Contents.Tree(seed))).ToList();
        repository.Reopen(forgetIndex: true);
        foreach (var (point, files) in points) Contents.AssertSame(files, repository.Restore(point));
        var packs = repository.PackNames.Count;
        for (var seed = 0; seed < 6; seed++) repository.BackUp(Contents.Tree(seed));
        Assert.Equal(packs, repository.PackNames.Count);
        Assert.Empty(repository.Verify().Damages);
    }

    /// <summary>Many threads store into one session.</summary>
    [Fact]
    public void Store_FromSeveralThreads_AllOfItIsThere()
    {
        using var repository = new TestRepository(packTarget: 16 << 10);
        using var session = repository.Repository.Sessions.Begin();
        var roots = new Holdfast.Format.Items.Table.ItemTableRoot[4];
        WorkerThreads.ForEach(4, "test", [0, 1, 2, 3], (part, _) => roots[part] = repository.Write(session, Contents.Random(part / 2, 60, 1500)), CancellationToken.None);
        var points = new List<Holdfast.Store.RecoveryPoints.RecoveryPoint> { session.Commit(repository.Draft(roots[0])) };
        using (var next = repository.Repository.Sessions.Begin()) points.Add(next.Commit(repository.Draft(repository.Write(next, Contents.Random(1, 60, 1500)))));
        Contents.AssertSame(Contents.Random(0, 60, 1500), repository.Restore(points[0]));
        Contents.AssertSame(Contents.Random(1, 60, 1500), repository.Restore(points[1]));
        Assert.Empty(repository.Verify().Damages);
    }
}
