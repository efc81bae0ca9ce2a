namespace Holdfast.Shell.Automation;

/// <summary>A parameter that is there or not.</summary>
public readonly record struct SwitchParameter(bool IsPresent)
{
    public bool ToBool() => IsPresent;

    public static implicit operator bool(SwitchParameter switchParameter) => switchParameter.IsPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);
}
