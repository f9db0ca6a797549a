using System.Reflection;
using System.Reflection.Emit;

namespace Palinode.Cli.Tests;

/// <summary>Which types a type uses: in its signatures, and in the instructions of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IEnumerable<Type> Of(Type type)
    {
        HashSet<Type> used = [];
        Add(used, type.BaseType);
        foreach (Type contract in type.GetInterfaces()) Add(used, contract);
        foreach (FieldInfo field in type.GetFields(Declared)) Add(used, field.FieldType);
        foreach (MethodBase method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            if (method is MethodInfo info) Add(used, info.ReturnType);
            foreach (ParameterInfo parameter in method.GetParameters()) Add(used, parameter.ParameterType);
            foreach (LocalVariableInfo local in method.GetMethodBody()?.LocalVariables ?? []) Add(used, local.LocalType);
            foreach (MemberInfo member in Mentioned(method))
            {
                Add(used, member as Type ?? member.DeclaringType);
                if (member is MethodInfo called)
                    foreach (Type argument in called.IsGenericMethod ? called.GetGenericArguments() : [])
                        Add(used, argument);
            }
        }
        // What the compiler makes of lambdas and iterators are nested types.
        foreach (Type nested in type.GetNestedTypes(Declared)) used.UnionWith(Of(nested));
        used.Remove(type);
        return used;
    }

    private static void Add(HashSet<Type> used, Type? type)
    {
        while (type is { HasElementType: true }) type = type.GetElementType();
        if (type is null || type.IsGenericParameter) return;
        foreach (Type argument in type.GetGenericArguments()) Add(used, argument);
        used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }

    private static IEnumerable<MemberInfo> Mentioned(MethodBase method)
    {
        byte[]? code = method.GetMethodBody()?.GetILAsByteArray();
        if (code is null) yield break;
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } t ? t.GetGenericArguments() : null, ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int at = 0; at < code.Length;)
        {
            // Two-byte instructions begin with 0xFE.
            short value = code[at++];
            if (value == 0xFE) value = unchecked((short)(0xFE00 | code[at++]));
            OpCode op = Codes[value];
            switch (op.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok:
                    if (method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod) is MemberInfo member) yield return member;
                    at += 4;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + 4 * BitConverter.ToInt32(code, at);
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }
}
