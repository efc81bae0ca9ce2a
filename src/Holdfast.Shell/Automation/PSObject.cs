namespace Holdfast.Shell.Automation;

/// <summary>PowerShell's wrapper of objects. Here nothing is wrapped: the cmdlets look into it where the other engine may have.</summary>
public sealed class PSObject(object baseObject)
{
    public object BaseObject => baseObject;
}
