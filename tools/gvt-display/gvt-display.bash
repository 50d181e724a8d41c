# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# Completion of gvt-display for bash

_gvt_display() {
	local word=${COMP_WORDS[COMP_CWORD]} command='' place=0 keep='' i
	local -a connectors displays
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == -* ]] && continue
		[[ $command ]] && place=$((place + 1)) || command=${COMP_WORDS[i]}
	done
	shopt -q nullglob && keep=1
	shopt -s nullglob
	connectors=(/sys/bus/pci/devices/*/gvt_display/*-*)
	displays=(/sys/bus/mdev/devices/*/display[0-9])
	[[ $keep ]] || shopt -u nullglob
	connectors=("${connectors[@]##*/}")
	displays=("${displays[@]#/sys/bus/mdev/devices/}")
	case $command:$place in
	:0) set -- list bind unbind give next watch --json --help ;;
	bind:0) set -- "${displays[@]}" ;;
	unbind:0) set -- "${displays[@]}" "${connectors[@]}" ;;
	give:1) set -- "${displays[@]}" host ;;
	bind:1 | give:0 | next:0) set -- "${connectors[@]}" ;;
	list:0 | watch:0) set -- --json ;;
	*) set -- ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "$*" -- "$word")
}
complete -F _gvt_display gvt-display
