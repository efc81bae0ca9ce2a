namespace Holdfast.Workloads.Applications;


/// <summary>What holds for the data of a point.</summary>
public enum ConsistencyGuarantee
{
    /// <summary>As after a power cut, at one moment.</summary>
    Crash,

    /// <summary>The application took part: it opens the data without loss of what it had acknowledged.</summary>
    Application,
}
