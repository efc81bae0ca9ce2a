using Holdfast.Store.Pool;
using Holdfast.Store.Tests.Blobs;

namespace Holdfast.Store.Tests.Pool;

public sealed class PoolLockTests : PoolTest
{
    [Fact]
    public void Open_Twice_IsInUse()
    {
        Create("a", "b");
        AssertFault(StorageFault.InUse, () => PoolDisks.Open(Id, [Folder["a"]], Probe.Options));
        Reopen("a", "b");
    }

    [Fact]
    public void Open_ByAnotherProcess_IsInUse()
    {
        Create("a");
        Assert.Equal(1 + (int)StorageFault.InUse, ChildProcess.Run("pool-open", Folder["a"]));
        Close();
        Assert.Equal(0, ChildProcess.Run("pool-open", Folder["a"]));
    }

    [Fact]
    public void Open_AfterFailure_UnlocksWhatItLocked()
    {
        Create("a", "b");
        Close();
        File.Delete(Folder["b/holdfast-lock"]);
        Directory.CreateDirectory(Folder["b/holdfast-lock"]); // cannot be locked
        Reopen("a", "b");
        Assert.Equal(PoolDiskCondition.Missing, State("b").Condition);
        Assert.NotNull(State("b").Advice);
    }
}
