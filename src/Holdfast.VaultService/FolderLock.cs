using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService;

/// <summary>Lets one process at a time change a folder. A change is short, so the others wait for it.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15), Pause = TimeSpan.FromMilliseconds(20);

    /// <exception cref="HoldfastException">The folder cannot be used, or somebody else kept it for longer than a change takes.</exception>
    public static IDisposable Take(string folder)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(Path.Join(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (waited < Longest && Directory.Exists(folder))
            {
                Thread.Sleep(Pause);
            }
            catch (Exception error) when (DurableDocument.IsExpected(error))
            {
                throw DurableDocument.Unusable(folder, error);
            }
        }
    }
}
