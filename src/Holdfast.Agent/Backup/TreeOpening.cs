using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Files.Windows.Rules;

namespace Holdfast.Agent.Backup;

/// <summary>Opens trees of this computer that are backed up.</summary>
public static class TreeOpening
{
    /// <param name="choice">What is taken of it.</param>
    /// <exception cref="HoldfastException">It is not there, cannot be read, or cannot be chosen from.</exception>
    public static IFileSource Open(string path, WindowsChoice choice, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (!choice.IsEverything && WorkloadsHere.Platform.WindowsFiles is null)
            throw new HoldfastException(ErrorCode.ApplicationOptionWrong, $"'{path}' has options that only files of Windows have.", "Protect it without options.");
        try
        {
            return FileSources.Open(path, clock, WorkloadsHere.Platform);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new HoldfastException(ErrorCode.PathNotAccessible, $"'{path}' cannot be read: {error.Message}", inner: error);
        }
        catch (IOException error)
        {
            throw new HoldfastException(ErrorCode.PathNotFound, $"'{path}' cannot be read: {error.Message}", inner: error);
        }
    }

    /// <summary>What the options of a datasource of files choose.</summary>
    /// <exception cref="HoldfastException">There is no such option, or it has no such value.</exception>
    public static WindowsChoice Choice(IReadOnlyDictionary<string, string> options)
    {
        try
        {
            return WindowsChoice.Read(options);
        }
        catch (FormatException wrong)
        {
            throw new HoldfastException(ErrorCode.ApplicationOptionWrong, wrong.Message, inner: wrong);
        }
    }
}
